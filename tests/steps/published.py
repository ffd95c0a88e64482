"""ImROC's plan as published, transcribed apart from the plan file; a sub-step is indented."""

VISION = (
    "To pioneer new and innovative approaches to mental health and wellbeing that redress "
    "systemic inequities, and foster agency within traditionally marginalised communities"
)

GROWTH = [
    (
        "To support the growth of ImROC consultants so that they practice and promote the "
        "equity and inclusion agenda at every level. This includes, but is not limited to:"
    ),
    "    Access to pertinent resources",
    (
        "    Creating reflective spaces to discuss and participate within the equity and "
        "inclusion agenda, and to help foster the needed personal and professional growth "
        "of the team"
    ),
    "    Encouraging a culture of care and accountability",
    "    Providing consultants with high-quality training on equity and inclusion",
    (
        "    Providing consultants with access to safe and supportive spaces to discuss "
        "concerns and issues relating to equity and inclusion"
    ),
]

AIMS: list[tuple[str, list[str]]] = [
    (
        (
            "To grow ImROC’s understanding and awareness of how issues of inequity and "
            "inclusion interplay with issues affecting mental health and wellbeing"
        ),
        [
            (
                "To form a dedicated equity and inclusion team of consultants who can work "
                "to lead and guide this initiative"
            ),
            "See ‘online library’ goals",
            *GROWTH,
            (
                "To make a dedicated effort to analyse, evaluate, and redress the systemic "
                "and historic legacies that affect mental health and wellbeing "
                "organisations, ImROC included"
            ),
        ],
    ),
    (
        (
            "To uphold a culture of compassion within ImROC that allows anyone from any "
            "background to feel safe, supported, and able to excel"
        ),
        [
            (
                "To support consultants to actively identify and understand what their "
                "culture is and how it shapes them"
            ),
            (
                "To develop our understanding of inequitable cultural legacies that ImROC "
                "may uphold so that these can be redressed"
            ),
            (
                "To provide supportive and educational spaces for individuals to reflect "
                "upon their role in upholding unsafe and inequitable cultural practices"
            ),
            (
                "To provide supportive environments for individuals to reflect and "
                "restore, with the understanding that equity and inclusion work can "
                "disproportionately impact the workforce"
            ),
            (
                "To coproduce an understanding of what a culture of safety looks like for "
                "ImROC, and how each consultant can work to develop and uphold this"
            ),
            ("To work in a way that maintains a culture of psychological and emotional safety"),
        ],
    ),
    (
        (
            "To strive to work in the most inclusive and conscientious way possible, "
            "recognising that equity and inclusion plays a role in all of ImROC’s affairs."
        ),
        [
            *GROWTH,
            (
                "For ImROC leaders to role model an approach that prioritises genuine "
                "consultant involvement and team wellbeing"
            ),
            (
                "To build, manage, and review an accessible complaints and feedback "
                "procedure, ensuring that this is continually and appropriately developed"
            ),
            (
                "To recognise that equity and inclusion is a process of continual learning "
                "and development, and to strive towards a working approach that upholds "
                "this agenda to a high standard"
            ),
        ],
    ),
    (
        (
            "To participate in and contribute to the larger discourse surrounding equity "
            "and inclusion through connecting with other leaders in the field and by "
            "developing ImROC’s own content and resources"
        ),
        [
            "See ‘online library’ goals",
            *GROWTH,
            "See ‘social media’ goals",
            "To represent ImROC at key events on equity and inclusion",
        ],
    ),
    (
        (
            "To use ImROC’s influence to promote beneficial ideas and initiatives, and to "
            "challenge misinformation and issues, in the field of equitable and inclusive "
            "approaches to mental health and wellbeing"
        ),
        [
            *GROWTH,
            "See ‘online library’ goals",
            "See ‘social media’ goals",
        ],
    ),
]

from django.core.files.uploadedfile import SimpleUploadedFile

from imroc_ei.pages.again.forms import FilesAgainForm

CHOSEN = {"file": ["a.txt"], "more": ["b.txt", "c.txt"]}


def test_files_are_asked_for_by_their_names_and_several_in_one_field() -> None:
    form = FilesAgainForm(chosen=CHOSEN)
    labels = {name: field.label for name, field in form.fields.items()}
    assert labels == {
        "file": "Choose “a.txt” again",
        "more": "Choose “b.txt”, “c.txt” again",
    }
    assert str(form["file"]) == '<input type="file" name="file" id="id_file">'
    assert str(form["more"]) == '<input type="file" name="more" multiple id="id_more">'


def test_empty_file_is_left_to_the_form_it_belongs_to() -> None:
    files = {"file": SimpleUploadedFile("a.txt", b"")}
    assert FilesAgainForm({}, files, chosen={"file": ["a.txt"]}).errors == {}

from steps.models.activity import Activity
from steps.models.evidence import Evidence
from steps.models.step import Placement, Step

__all__ = ["Activity", "Evidence", "Placement", "Step"]

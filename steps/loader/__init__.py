"""Loads a plan from its file: `load_plan(path)` reads it, compares it with what is kept, stores."""

from steps.loader.apply import load_plan
from steps.loader.errors import PlanError, Problem
from steps.loader.report import Change, Report

__all__ = ["Change", "PlanError", "Problem", "Report", "load_plan"]

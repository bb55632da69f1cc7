"""The review report of a phase as a Word document in the layout of Decree 30/2020/NĐ-CP."""

from thidua.report.docx import report_docx

__all__ = ["report_docx"]

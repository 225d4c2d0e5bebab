"""Tells the article from what stands around it, line by line, and says why.

From text only: lines are joined where they were broken (`units`), described (`features`), judged one by one (`rules`),
weighed (`weighing`, `network`) and decided together (`decision`); what the article says about itself is read on the
way.
"""

from seedread.index.cleaning.cleaner import clean
from seedread.index.cleaning.result import KINDS, Cleaned

__all__ = ["KINDS", "Cleaned", "clean"]

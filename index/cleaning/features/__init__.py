"""The numbers that the line model reads, in groups: unit, overlap, embedding, position, score context and topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FloatArray"]

FloatArray: TypeAlias = "NDArray[np.float32]"

"""
Answers of the Go libraries that the reference leans on.

Each module gives, in pure Python, what one Go library gives for every input: the reference's verdicts hang on the
corners where Go and Python differ (what a space is, which URL parses, which base64 is well formed). The functions are
pure, take linear time, and raise a `GoError` exactly where the Go function returns an error. They know nothing of
Ignition's fields.
"""

from __future__ import annotations


class GoError(ValueError):
    """
    A Go library refused its input; the message is the one that Go gives.
    """

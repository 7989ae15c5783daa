"""
Bytes to trees and back: what a document is, what it holds, and where in the text that stands.
"""

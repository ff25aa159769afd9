"""First sight: the view that a link of the live atlas asks for, in the first answer."""

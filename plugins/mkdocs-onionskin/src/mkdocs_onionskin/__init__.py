"""Dockerfiles in MkDocs pages, explained by Onionskin."""

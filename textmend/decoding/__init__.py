"""Lattice, least-cost path and posteriors: from candidates to accepted and declined edits."""

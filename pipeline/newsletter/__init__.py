"""Letters: issue file or post → Issue → Edition → Draft → Message. Pure; a run brings files and templates."""

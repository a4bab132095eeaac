"""The reviewers' workspace: what waits, one log, teams, people and learning sites of their areas."""

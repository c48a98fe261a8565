"""Training of the article stage's classifiers."""

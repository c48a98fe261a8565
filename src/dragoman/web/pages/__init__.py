"""The pages of the site, one noun a module; each has a `router`."""

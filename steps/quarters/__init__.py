"""What leads may know of time and pay: by closed quarter, in bands, counted once and for good."""

"""What we learned: written by one handler, checked and published by another, read by anybody."""

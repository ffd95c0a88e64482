"""What was sent and cannot be taken yet is given back whole, ready to be sent again."""

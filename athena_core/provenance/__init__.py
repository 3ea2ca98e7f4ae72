"""What a saved piece says of itself: the record, and how it is put into the file."""

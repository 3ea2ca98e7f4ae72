"""How people come in and go out: offers, receipts, withdrawals, newer indexes."""

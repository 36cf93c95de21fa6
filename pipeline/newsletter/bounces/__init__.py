"""What comes back: delivery reports, complaints, automatic answers, and mail that is none of these."""

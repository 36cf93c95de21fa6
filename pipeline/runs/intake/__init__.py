"""What comes in about people, hours and views: exports, mails, the web, by hand; and how it stands afterwards."""

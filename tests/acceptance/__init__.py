"""Tests against real servers from Debian; `tests/acceptance/mail` installs them and runs these. Root, loopback."""

"""What people bring: ledgers, notices and open data, read into project data."""

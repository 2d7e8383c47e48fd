"""The program under fire: bad weather, kills, crowds and full disks, and what must be right afterwards."""

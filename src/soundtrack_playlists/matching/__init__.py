"""Songs wanted, tracks offered: which track is the right recording, and how it is found."""

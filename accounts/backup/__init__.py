"""Backup and restore: one archive that holds the database, the files and what tells them apart.

``making`` writes an archive, ``checking`` proves it by restoring it into a fresh place, ``restoring`` puts
one in place, ``rotation`` says which go, ``erasures`` keeps what must never come back.
"""

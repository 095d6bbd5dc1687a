"""Pictures and papers made of a judged data map: for people, for authorities, and for other tools.

Nothing here judges: findings come from :mod:`bailiwick.datamap.judging`, and what
the map does not say is written out as *not in the map*, never left blank.
"""

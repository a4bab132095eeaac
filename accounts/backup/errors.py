"""What keeps a backup from being made, read or restored, each as one sentence for the operator."""


class BackupError(Exception):
    """The message is one plain sentence; nothing was changed."""


class DamagedError(BackupError):
    """The archive is broken, cut off, changed, or no archive of ours."""


class KeyTroubleError(BackupError):
    """There is no key, it cannot be read, or it is not the one that this archive was locked with."""

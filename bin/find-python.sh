# Sourced by the commands beside it. Sets $python to a Python of 3.11 or newer, the one of .venv when
# it is there, else one that can make it; ends with one sentence when there is none.
# PYTHON=/path/to/python names one by hand. $here is the folder of this file.

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

python="$here/../.venv/bin/python"
if ! is_new_enough "$python"; then
    python='' without_venv='' too_old=''
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$candidate"; then
            if can_make_venv "$candidate"; then
                python=$candidate
                break
            fi
            without_venv=${without_venv:-$candidate}
        else
            found=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || found=''
            too_old=${too_old:-$found}
        fi
        # A Python named by hand is the only one tried.
        if [ -n "${PYTHON:-}" ]; then break; fi
    done
    if [ -z "$python" ]; then
        if [ -n "$without_venv" ]; then
            echo "$without_venv is there but its venv package is not: on Debian or Ubuntu run 'apt install python3-venv', then try again." >&2
        elif [ -n "$too_old" ]; then
            echo "Khabuan needs Python 3.11 or newer and found $too_old: install a newer one, or name it with PYTHON=/path/to/python3.11." >&2
        elif [ -n "${PYTHON:-}" ]; then
            echo "PYTHON names $PYTHON, which does not run as a Python: name one of 3.11 or newer, or leave PYTHON unset." >&2
        else
            echo "Khabuan needs Python 3.11 or newer and found none: on Debian or Ubuntu run 'apt install python3 python3-venv', then try again." >&2
        fi
        exit 1
    fi
fi

// On pages outside the workspace: signing out takes the rosters from the phone there, too. The editing admin has a
// form of its own for it.

import { guardSignOut } from "./signout.js";
import { get } from "./store.js";

const FORMS = 'form[data-signs-out], form[action$="/logout/"]';

get("facts", "account")
  .then((account) => account && guardSignOut(account, null, FORMS))
  .catch(() => {
    // A browser that keeps nothing has nothing to take away.
  });

// On pages outside the workspace: signing out takes the rosters from the phone there, too.

import { guardSignOut } from "./signout.js";
import { get } from "./store.js";

get("facts", "account")
  .then((account) => account && guardSignOut(account))
  .catch(() => {
    // A browser that keeps nothing has nothing to take away.
  });

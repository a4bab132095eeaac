// Whoever signs out in one tab leaves in all of them.

// One for the page: what it says itself it does not hear.
const tabs = self.BroadcastChannel ? new BroadcastChannel("khabuan-left") : null;

export function tellLeft(account) {
  tabs?.postMessage(account);
}

export function onLeft(heard) {
  tabs?.addEventListener("message", () => heard());
}

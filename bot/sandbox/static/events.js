// Server-Sent Events with a reconnect of our own: the browser gives up for good on an HTTP error.

const FIRST_DELAY = 500;
const LONGEST_DELAY = 4000;

/** Listens to one person's events until the returned function is called.
 *  `onState` is given "open", or "away" on every failed attempt. */
export function listen(person, { onEvent, onState }) {
  let source = null;
  let timer = null;
  let delay = FIRST_DELAY;

  const open = () => {
    source = new EventSource(`/api/events?person=${person}`);
    source.onopen = () => {
      delay = FIRST_DELAY;
      onState("open");
    };
    source.onmessage = ({ data }) => onEvent(JSON.parse(data));
    source.onerror = () => {
      source.close();
      onState("away");
      timer = setTimeout(open, delay);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    };
  };

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

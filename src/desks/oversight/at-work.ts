/** Open, or answered with an order that waits to be carried out: in these words the index of the open cases is used. */
export const AT_WORK = '(m.closed_at IS NULL OR m.order_due_on IS NOT NULL)';

/** Open, or answered with an order to carry out or a letter to send: in these words the index of the open cases is used. */
export const AT_WORK = '(m.closed_at IS NULL OR m.order_due_on IS NOT NULL OR m.letter_due_on IS NOT NULL)';

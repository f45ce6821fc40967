/**
 * The transaction barrier for Jakarta Messaging, which is needed only where this package is used.
 * {@link dev.aftercommit.messaging.MessageTokens} is for senders, and {@link dev.aftercommit.messaging.BarrierMessageListener} for
 * receivers.
 */
@NullMarked
package dev.aftercommit.messaging;

import org.jspecify.annotations.NullMarked;

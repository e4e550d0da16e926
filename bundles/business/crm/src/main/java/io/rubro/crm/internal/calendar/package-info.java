/** Exchange with calendars (RFC 5545, RFC 5546): a feed for each user, invitations and the answers to them. */
@NullMarked
package io.rubro.crm.internal.calendar;

import org.jspecify.annotations.NullMarked;

/** The seam: the only place that names members of Hibernate which differ between its versions. */
@NullMarked
package dev.aftercommit.internal.compat;

import org.jspecify.annotations.NullMarked;

/** Events for JDK Flight Recorder, where the runtime has it. */
@NullMarked
package dev.aftercommit.internal.jfr;

import org.jspecify.annotations.NullMarked;

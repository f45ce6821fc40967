/** Another package, whose package-private methods the tests do not see. */
package dev.aftercommit.test.entity.elsewhere;

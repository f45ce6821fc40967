/** Entity listeners that Spring makes. */
package dev.aftercommit.test.spring.listener;

/** What the guide to Spring shows. */
package dev.aftercommit.test.spring.docs;

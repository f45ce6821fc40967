package dev.aftercommit.test.spring.docs;

import org.springframework.data.jpa.repository.JpaRepository;

interface Bookings extends JpaRepository<Booking, Long> {}

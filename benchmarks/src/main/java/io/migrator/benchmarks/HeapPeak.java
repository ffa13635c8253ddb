package io.migrator.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;

/**
 * The most heap that was still in use after a collection.
 */
final class HeapPeak {

	private final AtomicLong peak = new AtomicLong();

	private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.map(MemoryPoolMXBean::getName)
		.collect(Collectors.toSet());

	private HeapPeak() {
	}

	static HeapPeak watch() {
		HeapPeak heap = new HeapPeak();
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			((NotificationEmitter) collector).addNotificationListener(
					(notification, handback) -> heap.collected((CompositeData) notification.getUserData()), null, null);
		}
		return heap;
	}

	private void collected(CompositeData data) {
		long used = GarbageCollectionNotificationInfo.from(data)
			.getGcInfo()
			.getMemoryUsageAfterGc()
			.entrySet()
			.stream()
			.filter((usage) -> this.pools.contains(usage.getKey()))
			.map(java.util.Map.Entry::getValue)
			.mapToLong(MemoryUsage::getUsed)
			.sum();
		this.peak.accumulateAndGet(used, Math::max);
	}

	long bytes() {
		return this.peak.get();
	}

}

package dev.aicc

import com.sun.jna.Memory

/**
 * The memory of the structures that calls pass: slices of a block. Each thread has its own block.
 *
 * JNA has one thread that frees memory. If each structure had its own memory, several threads could allocate faster than that
 * thread frees, until the heap is full. A block is freed once for a hundred structures, when no structure uses it.
 */
internal object CallMemory {
    private val blocks = ThreadLocal<Block>()

    /** Returns [size] bytes of zeroed memory. [size] is at most the size of a block. */
    fun slice(size: Int): Memory {
        val block = blocks.get()?.takeIf { it.hasRoomFor(size) } ?: Block().also(blocks::set)
        return block.slice(size)
    }

    private class Block {
        private val memory = Memory(SIZE).apply { clear() }
        private var used = 0L

        fun hasRoomFor(size: Int): Boolean = used + size <= SIZE

        fun slice(size: Int): Memory {
            val slice = memory.share(used, size.toLong()) as Memory
            used += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT
            return slice
        }
    }

    /** The size of a block in bytes. Each calling thread keeps one block. */
    private const val SIZE = 4L * 1024

    /** The alignment of `malloc`, in bytes. */
    private const val ALIGNMENT = 16
}

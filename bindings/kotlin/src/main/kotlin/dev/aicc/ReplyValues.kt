@file:JvmName("ReplyValues")

package dev.aicc

import java.time.Instant

/** The integer, or `null` where the platform sent something else. */
public val ReplyInteger.known: Long?
    get() = (this as? ReplyInteger.Known)?.value

/** The truth value, or `null` where the platform sent something else. */
public val ReplyBoolean.known: Boolean?
    get() = (this as? ReplyBoolean.Known)?.value

/** The servers, or `null` where the platform sent something else. */
public val ReplyMediaServers.known: MediaServers?
    get() = (this as? ReplyMediaServers.Known)?.value

/** The time, or `null` where the platform sent something else. */
public val ReplySignInTime.known: Instant?
    get() = (this as? ReplySignInTime.Known)?.value

/** The validity, or `null` where the platform sent something else. */
public val ReplyPasswordValidity.known: PasswordValidity?
    get() = (this as? ReplyPasswordValidity.Known)?.value

@file:JvmName("ReplyValues")

package dev.aicc

import java.time.Instant

/** The integer, or `null` if the platform sent an undocumented value. */
public val ReplyInteger.known: Long?
    get() = (this as? ReplyInteger.Known)?.value

/** The boolean, or `null` if the platform sent an undocumented value. */
public val ReplyBoolean.known: Boolean?
    get() = (this as? ReplyBoolean.Known)?.value

/** The servers, or `null` if the platform sent an undocumented value. */
public val ReplyMediaServers.known: MediaServers?
    get() = (this as? ReplyMediaServers.Known)?.value

/** The time, or `null` if the platform sent an undocumented value. */
public val ReplySignInTime.known: Instant?
    get() = (this as? ReplySignInTime.Known)?.value

/** The validity, or `null` if the platform sent an undocumented value. */
public val ReplyPasswordValidity.known: PasswordValidity?
    get() = (this as? ReplyPasswordValidity.Known)?.value

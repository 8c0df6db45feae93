/**
 * What every token has to obey, whoever generates it: one value with the rules, decided by administrators, asked at the
 * moment of generating and once a day. The rules know no token: what they mean for those that exist is the token's affair.
 */
@NullMarked
package dev.latchkey.policy;

import org.jspecify.annotations.NullMarked;

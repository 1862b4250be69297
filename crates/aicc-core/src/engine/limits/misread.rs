//! Recognizes a text that is UTF-8 and was read in another encoding.

/// Returns whether a text has traces of a wrong encoding: a replacement character, or UTF-8 that was read as Windows-1252,
/// Latin-1 or GBK.
pub(super) fn is_misread(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER)
        || text.contains(REPLACEMENTS_READ_AS_GBK)
        || is_read_as_windows_1252(text)
        || text.split(|character: char| character.is_ascii()).any(is_read_as_gbk)
}

/// Two replacement characters in UTF-8, read as GBK.
const REPLACEMENTS_READ_AS_GBK: &str = "锟斤拷";

/// Returns whether the bytes of a text in Windows-1252 (or Latin-1) are a probable text in UTF-8: `çŽ‹` is 王, `Ã©` is é.
fn is_read_as_windows_1252(text: &str) -> bool {
    let Some(bytes) = text.chars().map(byte_in_windows_1252).collect::<Option<Vec<u8>>>() else { return false };
    let Ok(meant) = std::str::from_utf8(&bytes) else { return false };
    !meant.is_ascii() && meant.chars().all(|character| character.is_ascii() || is_probable(character))
}

/// Returns the byte of a character in Windows-1252. A byte that has no character there is a control character.
fn byte_in_windows_1252(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(character) {
        return Some(byte);
    }
    let position = WINDOWS_1252.chars().position(|known| known == character)?;
    u8::try_from(position).ok()?.checked_add(0x80)
}

/// The characters of the bytes 0x80 to 0x9F, with a space for a byte without one.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Returns whether a character is frequent in names and texts: a Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, Chinese, Japanese or
/// Korean letter, a punctuation mark, an emoji. Two capitals such as `ÍŽ` are then not taken for a rare letter.
const fn is_probable(character: char) -> bool {
    matches!(
        character,
        '\u{A0}'..='\u{17F}'
            | '\u{386}'..='\u{3CE}'
            | '\u{400}'..='\u{45F}'
            | '\u{5D0}'..='\u{5EA}'
            | '\u{620}'..='\u{64A}'
            | '\u{E01}'..='\u{E5B}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2010}'..='\u{2026}'
            | '€'
            | '™'
            | '\u{3000}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{1F300}'..='\u{1FAFF}'
            | '\u{20000}'..='\u{323AF}'
    )
}

/// Returns whether a run of characters is probably Chinese in UTF-8 that was read as GBK: `鐜嬫槑` is 王明. Three bytes of UTF-8
/// are one character, and two bytes of GBK are one. The first character thus comes from the first two bytes, and the second one
/// from the third byte and the first byte of the next character. Each of them is one of a few hundred, and mostly rare.
fn is_read_as_gbk(run: &str) -> bool {
    let mut characters = run.chars();
    let (first, second, third) = (characters.next(), characters.next(), characters.next());
    third.is_some()
        && first.is_some_and(|character| FIRST_IN_GBK.contains(character))
        && second.is_some_and(|character| SECOND_IN_GBK.contains(character))
}

/// The characters of GBK with a first byte of 0xE4 to 0xE9 and a second byte of 0x80 to 0xBF.
const FIRST_IN_GBK: &str = "\
    妗妞妤妫妯妲妾姊姒姗姘姝姣姹娅娆娈娉娌娑娓娣娲娴娼婀婊婕婢婧婵宀宄宓宕宥宸寤寮寰搴杈杌杓杞杩棣棰椁椋椐椤椴椹楂楗\
    楝楠楣楦楫楱楸楹榀榄榇榈榉榘榛榧榫榭榻槌槎洄洇洌洎洙洚洧洫洮洳洵洹浃浈浍浏浒浔浜浞浠浣浯浼涑涓涔涞涠淇渚澧澶澹濂\
    濉濞濠濡濮濯瀚瀛瀣瀵瀹灏灞琚琛瑁瑕瑗瑙瑜瑭瑷瑾璀璁璇璋璎璐璜璞璧璨璩璺瓒甯纭纰纾绀绁绂绉绋绌绐绔绗绛绠绡绨绫绮绯\
    绱绲绶绺绻绾缁缂缃缇缈缍褰蹇鋩鋪鋫鋬鋭鋮鋯鋰鋱鋲鋳鋴鋵鋶鋷鋸鋹鋺鋻鋼鋽鋾鋿錀錁錂錃錄錅錆錇錈錉鍊鍋鍌鍍鍎鍏鍐鍑鍒\
    鍓鍔鍕鍖鍗鍘鍙鍚鍛鍜鍝鍞鍟鍠鍡鍢鍣鍤鍥鍦鍧鍨鍩鍫鎬鎭鎮鎯鎰鎱鎲鎳鎴鎵鎶鎷鎸鎹鎺鎻鎼鎽鎾鎿鏀鏁鏂鏃鏄鏅鏆鏇鏈鏉鏋鏌\
    鏍鐎鐏鐐鐑鐒鐓鐔鐕鐖鐗鐘鐙鐚鐛鐜鐝鐞鐟鐠鐡鐢鐣鐤鐥鐦鐧鐨鐩鐪鐫鐬鐭鐮鑰鑱鑲鑳鑴鑵鑶鑷鑸鑹鑺鑻鑼鑽鑾鑿钀钁钂钃钄钑\
    钖钘铇铏铓铔铚铦铻锜锠閫閬閭閮閯閰閱閲閳閴閵閶閷閸閹閺閻閼閽閾閿闀闁闂闃闄闅闆闇闈闉闊闋韪韫韬骞";

/// The characters of GBK with a first byte of 0x81 to 0xBF and a second byte of 0xE4 to 0xE9.
const SECOND_IN_GBK: &str = "\
    ¤туфхцч′″℃╀╁╂╃╄╅やゅゆょよらヤュユョヨラㄤㄥㄦㄧㄨㄩ㈠㈡㈢㈣㈤介伴佃佷佸佹佺佽侀借備傚傛傜傝傞充\
    典兼冧冨冩冪冭冮冲剁剧勪勫勬勭勮勯卞叉变句告呬呭呮呯呰呴哄哥嗕嗗嗘嗙嗚嗛囦囧囨囩囪囬圭块垫垮堕堜堝堟堢堣堥変夊夋\
    夌夎夐夸奸婁婂婃婄婅婇婚嬩嬪嬫嬬嬭嬮存宠寸屼屽屾岀岃岄峰崇嶄嶅嶆嶇嶈嶉庝庡庢庣庤庨归忎忓忔忕忚忛惧惰愪愬愭愮愯愰\
    戒戜戝戞戠戣戦扮抽拌挎捐掍掑掓掔掕掗插搁撮撲撳撴撶撹撻斾斿旀旂旇旈昏曚曞曟曠曡曢朵村板查栦栧栨栫栬栭椾楀楁楃楄楅\
    樹樺樻樼樿橀欎欏欐欑欒欓歌氫氬氭氱氳氶洪涗涘涙涚涜涢滀滃滄滅滆滈濅濆濇濈濊濋炬炰炲炴炵炶為烘烽煎熶熷熸熺熻熼版犱\
    犲犳犵犺犻瑰电甸界疯硅磋稿绘翠肩胯舵艰芥茬茶荤藉虫虹蜂规讳诲跨跺蹭轰辨辩辫逛遍锋镐间靛颁风鸿鹃︽︾︿﹀﹁﹂＄ｄｅ\
    ｆｇｈｉ￠";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_wrong_encoding_is_recognized() {
        // Written by Python: "王明".encode().decode("gbk"), and so on.
        for text in [
            "çŽ‹",
            "çŽ‹å°\u{8f}æ˜Ž",
            "JosÃ©",
            "MÃ¼ller",
            "Ð˜Ð²Ð°Ð½",
            "Itâ€™s",
            "\u{e7}\u{8e}\u{8b}",
            "a\u{FFFD}b",
            "锟斤拷",
            "鐜嬫槑",
            "鐜嬪皬鏄?",
            "A 鏉庡皬鏄?",
            "娆ч槼灏忔槑",
        ] {
            assert!(is_misread(text), "{text}");
        }
    }

    #[test]
    fn a_text_in_its_own_encoding_is_not_misread() {
        for text in [
            "",
            "abc",
            "王小明",
            "李瑾",
            "王瑾霞",
            "欧阳小明",
            "José",
            "Müller",
            "Łukasz",
            "KNÍŽKA",
            "CAFÉ’S",
            "Иван",
            "“Ä”",
            "½ €",
            "ñandú",
            "Ã",
            "çŽ",
            "鋼鐵",
            "斤拷",
        ] {
            assert!(!is_misread(text), "{text}");
        }
    }
}

package org.yuanjian.benchmark.province;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Invents place names of two characters, no name twice before all have been used once.
final class OfficeNames {
    private static final String FIRST = "松云竹梅兰荷桂枫榕槐青碧翠丹白紫秋春晴朝星月霞露雁鹤鹭凤燕鹿和宁安泰康瑞祥福嘉锦";
    private static final String SECOND = "溪岭泉桥坪渡塘洲湾坡林田岗台亭堤浦川峰谷";

    /// Invented names must not meet real towns and streets of the province.
    private static final Set<String> REAL =
            Set.of(
                    "白塘", "白云", "白田", "白坭", "翠亭", "春湾", "丹溪", "凤岗", "凤洲", "凤台", "福田", "桂洲", "桂林",
                    "和平", "鹤塘", "荷塘", "荷岗", "锦江", "康溪", "兰塘", "鹿湖", "梅林", "梅田", "梅塘", "宁塘", "青塘",
                    "青坪", "青溪", "榕台", "松岗", "松塘", "松坪", "泰安", "紫金", "竹洲", "安塘", "安溪", "月湾", "白石",
                    "白渡", "白岗", "福溪", "星桥", "云溪", "云岭", "松溪", "竹溪", "凤溪", "凤塘", "桂岭", "梅溪", "青岗",
                    "白坡", "和塘");

    private final Random random;
    private final Deque<String> names = new ArrayDeque<>();

    OfficeNames(Random random) {
        this.random = random;
    }

    String next() {
        if (names.isEmpty()) {
            names.addAll(shuffled());
        }
        return names.removeFirst();
    }

    private List<String> shuffled() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < FIRST.length(); i++) {
            for (int j = 0; j < SECOND.length(); j++) {
                String name = FIRST.substring(i, i + 1) + SECOND.charAt(j);
                if (!REAL.contains(name)) {
                    all.add(name);
                }
            }
        }
        Collections.shuffle(all, random);
        return all;
    }
}

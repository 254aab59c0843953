using System.Collections.Frozen;

namespace Clinic.Values;

/// <summary>
/// Surnames whose characters are read otherwise, or may be, when they are a surname. Written down for this platform; each reading was
/// compared with the surname lists of two public projects, both under the MIT licence: overtrue/pinyin (<c>sources/surnames.txt</c>) and
/// zh-lx/pinyin-pro (<c>lib/data/surname.ts</c>). What neither list has is read as in Xinhua Zidian. Where two readings stand, families
/// differ; the first is the more frequent one.
/// </summary>
public static class SurnameReadings
{
    const int Longest = 2;

    static readonly FrozenDictionary<string, IReadOnlyList<string>> Table = Read(
        """
        万俟 moqi, 尉迟 yuchi, 单于 chanyu, 长孙 zhangsun, 澹台 tantai, 乐正 yuezheng, 子车 ziju, 鲜于 xianyu, 宰父 zaifu, 亓官 qiguan,
        仉督 zhangdu, 夹谷 jiagu, 拓跋 tuoba, 令狐 linghu, 闾丘 luqiu, 皇甫 huangfu, 榖梁 guliang, 谷梁 guliang, 壤驷 rangsi, 漆雕 qidiao,
        段干 duangan, 宗政 zongzheng, 濮阳 puyang, 呼延 huyan, 羊舌 yangshe, 相里 xiangli, 褚师 chushi, 独孤 dugu, 完颜 wanyan, 贺兰 helan,
        单 shan, 曾 zeng, 解 xie, 仇 qiu, 查 zha, 区 ou, 朴 piao pu, 盖 ge gai, 乐 yue le, 翟 zhai di, 任 ren, 华 hua, 缪 miao mou,
        繁 po, 折 she, 覃 qin tan, 尉 wei yu, 万 wan, 种 chong, 秘 bi, 冼 xian, 洗 xian, 纪 ji, 燕 yan, 幺 yao, 么 yao, 石 shi, 瞿 qu,
        那 na, 佴 nai, 难 nan, 粘 nian, 藏 zang, 扎 za, 都 du, 六 lu, 薄 bo, 贾 jia, 哈 ha, 居 ju, 盛 sheng, 塔 ta, 和 he, 柏 bai bo,
        牟 mou mu, 殷 yin, 陆 lu, 乜 nie, 阚 kan, 叶 ye, 强 qiang, 不 fou, 阿 a, 汤 tang, 车 che ju, 称 cheng, 沈 shen, 宿 su, 南 nan,
        卜 bu, 殳 shu, 寻 xun, 於 yu, 浣 wan huan, 齐 qi, 俞 yu, 贠 yun, 员 yun, 重 chong, 过 guo, 冯 feng, 丁 ding, 无 wu, 余 yu,
        隗 kui wei, 宁 ning, 能 nai, 莘 shen xin, 郗 xi chi, 黑 he hei, 召 shao, 祭 zhai, 谌 chen shen, 郇 xun huan, 相 xiang, 占 zhan,
        舍 she, 晁 chao, 朝 chao, 呙 guo, 撒 sa, 校 xiao, 曲 qu, 谷 gu, 句 gou, 勒 le, 亓 qi, 适 kuo, 洪 hong, 角 jue, 蔚 wei yu,
        台 tai, 宓 mi fu, 伏 fu, 炅 gui, 炔 gui, 昝 zan, 乾 qian, 圈 juan, 眭 sui, 晟 cheng, 颉 xie, 番 pan, 费 fei bi, 贲 ben, 仡 ge,
        合 he, 夹 jia, 大 da, 钭 tou, 暨 ji, 隽 juan, 亢 kang, 仉 zhang, 逯 lu, 妫 gui, 厍 she, 阙 que, 訾 zi, 睢 sui, 郄 qie xi, 郤 xi,
        笪 da, 庹 tuo, 参 shen, 传 chuan, 卡 ka, 少 shao, 鲜 xian, 景 jing, 斗 dou, 降 xiang, 褚 chu, 应 ying, 干 gan, 经 jing, 葛 ge,
        广 guang, 红 hong, 奇 qi, 行 xing, 教 jiao, 将 jiang, 尹 yin, 吾 wu, 娄 lou, 率 shuai, 信 xin, 若 ruo, 思 si, 浅 qian, 烟 yan,
        吕 lu, 闾 lu, 律 lu, 逄 pang, 臧 zang, 佘 she, 于 yu, 许 xu, 艾 ai, 蓝 lan, 长 zhang chang, 甯 ning, 勾 gou, 丰 feng, 从 cong
        """
    );

    /// <summary>The surname that a name in simplified characters begins with, and how it is read; nothing when as elsewhere.</summary>
    public static (string Surname, IReadOnlyList<string> Readings) Of(string simplified)
    {
        for (var length = Math.Min(Longest, simplified.Length); length > 0; length--)
            if (Table.TryGetValue(simplified[..length], out var readings))
                return (simplified[..length], readings);
        return ("", []);
    }

    /// <summary>The surnames of the table, each with its readings.</summary>
    public static IEnumerable<(string Surname, IReadOnlyList<string> Readings)> All => Table.Select(line => (line.Key, line.Value));

    static FrozenDictionary<string, IReadOnlyList<string>> Read(string table) =>
        table
            .Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(line => line[0], line => (IReadOnlyList<string>)line[1..]);
}

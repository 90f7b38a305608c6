package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A character from eight sides. In an answer every text is there, empty where nothing is known; in a change what is
 * left out stays.
 */
public record CharacterProfile(
        @Valid @Nullable BasicInfo basicInfo,
        @Valid @Nullable Personality personality,
        @Valid @Nullable Background background,
        @Valid @Nullable Knowledge knowledge,
        @Valid @Nullable DialogueRules dialogueRules,
        @Valid @Nullable Tasks tasks,
        @Valid @Nullable Worldview worldview,
        @Valid @Nullable SystemParams systemParams) {
    /** Who it is: 基础身份信息. */
    public record BasicInfo(
            @TextLength(max = 5000) @Nullable String name,
            @TextLength(max = 5000) @Nullable String age,
            @TextLength(max = 5000) @Nullable String gender,
            @TextLength(max = 5000) @Nullable String occupation,
            @TextLength(max = 5000) @Nullable String identityBackground,
            @TextLength(max = 5000) @Nullable String appearance,
            @TextLength(max = 5000) @Nullable String titles) {}

    /** How it is: 个性与行为设定. */
    public record Personality(
            @TextLength(max = 5000) @Nullable String traits,
            @TextLength(max = 5000) @Nullable String values,
            @TextLength(max = 5000) @Nullable String emotionStyle,
            @TextLength(max = 5000) @Nullable String speakingStyle,
            @TextLength(max = 5000) @Nullable String preferences,
            @TextLength(max = 5000) @Nullable String dislikes,
            @TextLength(max = 5000) @Nullable String motivationGoals) {}

    /** What it lived through: 背景故事. */
    public record Background(
            @TextLength(max = 5000) @Nullable String origin,
            @Size(max = 100) @Nullable List<@TextLength(max = 2000) String> experiences,
            @TextLength(max = 5000) @Nullable String currentSituation,
            @Size(max = 100) @Nullable List<@TextLength(max = 2000) String> relationships,
            @TextLength(max = 5000) @Nullable String secrets) {}

    /** What it knows and can: 知识与能力. */
    public record Knowledge(
            @TextLength(max = 5000) @Nullable String knowledgeDomain,
            @TextLength(max = 5000) @Nullable String skills,
            @TextLength(max = 5000) @Nullable String limitations) {}

    /** How it talks: 对话与交互规范. */
    public record DialogueRules(
            @TextLength(max = 5000) @Nullable String tone,
            @TextLength(max = 5000) @Nullable String languageStyle,
            @TextLength(max = 5000) @Nullable String behaviorConstraints,
            @TextLength(max = 5000) @Nullable String interactionPattern) {}

    /** What it is there for: 任务/功能性信息. */
    public record Tasks(
            @TextLength(max = 5000) @Nullable String taskGoal,
            @TextLength(max = 5000) @Nullable String dialogueIntent,
            @TextLength(max = 5000) @Nullable String interactionLimits,
            @TextLength(max = 5000) @Nullable String triggerConditions) {}

    /** The world it lives in: 环境与世界观. */
    public record Worldview(
            @TextLength(max = 5000) @Nullable String worldview,
            @TextLength(max = 5000) @Nullable String timeline,
            @TextLength(max = 5000) @Nullable String socialRules,
            @TextLength(max = 5000) @Nullable String externalResources) {}

    /** How freely it is played: 系统与控制参数. */
    public record SystemParams(
            @TextLength(max = 5000) @Nullable String consistencyControl,
            @TextLength(max = 5000) @Nullable String preferenceControl,
            @TextLength(max = 5000) @Nullable String safetyLimits,
            @TextLength(max = 5000) @Nullable String deductionRange) {}
}

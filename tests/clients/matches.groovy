// What OmegaT finds for the first segment of a project, and what its own readers find in the glossary files.
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches
import org.omegat.gui.glossary.GlossaryReaderCSV
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV
import org.omegat.util.OConsts

if (eventType.toString() == "LOAD") {
    def never = [isStopped: { false }] as IStopped
    def finder = new FindMatches(project.sourceTokenizer, OConsts.MAX_NEAR_STRINGS, true, false)
    finder.search(project, project.allEntries[0].srcText, true, true, never).each {
        println "MATCH\t${it.scores[0].adjustedScore}"
        println "TRANSLATION\t${it.translation}"
    }
    def folder = new File(project.projectProperties.glossaryRoot)
    [utf8: GlossaryReaderTSV, csv: GlossaryReaderCSV, tbx: GlossaryReaderTBX].each { suffix, reader ->
        def file = new File(folder, "terms.${suffix}")
        (file.exists() ? reader.read(file, false) : []).each { entry ->
            entry.getLocTerms(false).each { println "TERM\tterms.${suffix}\t${entry.srcText}\t${it}" }
        }
    }
}
